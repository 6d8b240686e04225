import { ChamelaionError } from './errors.ts';

/** Submissions under way with a reference that is theirs alone: the same one again shares their job. */
export class SharedSubmissions<T> {
  readonly #underWay = new Map<string, { readonly body: object; readonly result: Promise<T> }>();

  /** Starts a submission, or joins the one that is under way; refuses another body under the same reference. */
  join(referenceId: string, body: object, start: () => Promise<T>): Promise<T> {
    const other = this.#underWay.get(referenceId);
    if (other && !sameBody(other.body, body)) {
      throw new ChamelaionError(
        `reference_id '${referenceId}' is unique, but is being submitted with another body`,
      );
    }
    if (other) return other.result;
    const result = start().finally(() => this.#underWay.delete(referenceId));
    this.#underWay.set(referenceId, { body, result });
    return result;
  }
}

/** Files are the same only where they are the same object: to compare their bytes could mean to read gigabytes. */
function sameBody(a: object, b: object): boolean {
  const [one, two] = [Object.entries(a), Object.entries(b)].map((fields) =>
    fields.filter(([, value]) => value !== undefined),
  );
  return (
    one?.length === two?.length &&
    (one ?? []).every(([name, value]) => {
      const other = (b as Record<string, unknown>)[name];
      return value === other || (name === 'inputs' && JSON.stringify(value) === JSON.stringify(other));
    })
  );
}
