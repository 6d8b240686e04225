import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import { Icon } from './icon.tsx';
import type { TabSign } from './job/studio-job.ts';

/** A tab and what it shows. */
export interface Tab {
  readonly name: string;
  readonly label: string;
  readonly sign: TabSign | undefined;
  readonly panel: ReactNode;
}

interface TabsProps {
  label: string;
  tabs: readonly Tab[];
  chosen: string;
  choose: (name: string) => void;
}

/** Tabs with their panels. All panels stay on the page, so that none forgets what was typed. */
export function Tabs({ label, tabs, chosen, choose }: TabsProps) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const at = tabs.findIndex(({ name }) => name === chosen);
    const to = { ArrowRight: (at + 1) % tabs.length, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
    const tab = to === undefined ? undefined : tabs.at(to);
    if (!tab) return;
    event.preventDefault();
    choose(tab.name);
    list.current?.querySelectorAll('button')[tabs.indexOf(tab)]?.focus();
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
