import { type ReactNode, useState } from 'react';
import { Icon } from '../icon.tsx';

/** A part of a form that most people leave alone. */
export interface FoldProps {
  title: string;
  /** What it is set to, while it is folded. */
  state: string;
  /** Makes what it holds when it is first opened: that costs a request. */
  lazy?: boolean;
  children: ReactNode;
}

/** Folds a part of a form away. */
export function Fold({ title, state, lazy = false, children }: FoldProps) {
  const [opened, setOpened] = useState(!lazy);
  return (
    <details className="fold" onToggle={({ currentTarget }) => setOpened(opened || currentTarget.open)}>
      <summary>
        <span className="label">{title}</span>
        <span className="state">{state}</span>
        <Icon name="more" />
      </summary>
      {opened && children}
    </details>
  );
}
