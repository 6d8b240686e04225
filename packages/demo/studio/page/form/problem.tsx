import { Icon } from '../icon.tsx';

/** What is wrong with a field, if anything is; the field names this by `id`. */
export function Problem({ id, text }: { id: string; text: string | undefined }) {
  return text ? (
    <p id={id} className="problem">
      <Icon name="warning" /> {text}
    </p>
  ) : null;
}
