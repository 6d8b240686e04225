/** The element with this id, which the page has. */
export function find<E extends HTMLElement = HTMLElement>(id: string): E {
  return document.getElementById(id) as E;
}

/** Sets a text, unless it is there already: a reader may have selected it, and live regions would say it again. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** An element. What comes from clients goes in as text, never as markup. */
export function make(name: string, attributes: Record<string, string>, ...children: (Node | string)[]): HTMLElement {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** A link if `url` leads to a server, else its text alone. */
export function link(text: string, url: string): HTMLElement {
  const leads = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
  return leads ? make('a', { href: url, target: '_blank', rel: 'noreferrer' }, text) : make('span', {}, text);
}

/** The nodes of each list, by what they show. */
const lists = new Map<string, Map<string, Element>>();

/**
 * Makes the list with this id show `items`, and gives their nodes. What has not changed stays the same node, and so keeps
 * focus and selection. `beside` is what else the look of each item depends on.
 */
export function fill<T>(id: string, items: readonly T[], show: (item: T) => Element, beside?: unknown): Element[] {
  const list = find(id);
  const before = lists.get(id);
  const after = new Map<string, Element>();
  for (const item of items) {
    let key = JSON.stringify([item, beside]);
    while (after.has(key)) key += '+';
    after.set(key, before?.get(key) ?? show(item));
  }
  for (const [key, node] of before ?? []) if (!after.has(key)) node.remove();
  const nodes = [...after.values()];
  for (const [index, node] of nodes.entries()) {
    if (list.children[index] !== node) list.insertBefore(node, list.children[index] ?? null);
  }
  lists.set(id, after);
  return nodes;
}
