import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import { Icon } from '../icon.tsx';
import type { TabSign } from './tab-sign.ts';

/** A tab and what it shows. */
export interface TabContent<Name extends string> {
  readonly name: Name;
  readonly label: string;
  readonly sign: TabSign | undefined;
  readonly panel: ReactNode;
}

/** The tabs, the chosen one, and what chooses another. */
export interface TabsProps<Name extends string> {
  label: string;
  tabs: readonly TabContent<Name>[];
  chosen: Name;
  choose: (name: Name) => void;
}

/** Tabs with their panels. All panels stay on the page, so that none forgets what was typed. */
export function Tabs<Name extends string>({ label, tabs, chosen, choose }: TabsProps<Name>) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const at = tabs.findIndex(({ name }) => name === chosen);
    const last = tabs.length - 1;
    const to = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at === 0 ? last : at - 1, Home: 0, End: last }[
      event.key
    ];
    const tab = to === undefined ? undefined : tabs[to];
    if (!tab) return;
    event.preventDefault();
    choose(tab.name);
    list.current?.querySelectorAll('button')[to as number]?.focus();
  };
  return (
    <>
      <div ref={list} className="tabs" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
        {tabs.map(({ name, label, sign }) => (
          <button
            key={name}
            id={`${id}-${name}`}
            type="button"
            className={sign?.icon === 'warning' ? 'bad' : undefined}
            role="tab"
            aria-selected={name === chosen}
            aria-controls={`${id}-${name}-panel`}
            // Tab goes to the chosen one alone, the arrows to the others.
            tabIndex={name === chosen ? undefined : -1}
            onClick={() => choose(name)}
          >
            {label}
            {sign && (
              <>
                <Icon name={sign.icon} />
                <span className="visually-hidden">{sign.word}</span>
              </>
            )}
          </button>
        ))}
      </div>
      {tabs.map(({ name, panel }) => (
        <div
          key={name}
          id={`${id}-${name}-panel`}
          role="tabpanel"
          aria-labelledby={`${id}-${name}`}
          hidden={name !== chosen}
        >
          {panel}
        </div>
      ))}
    </>
  );
}
