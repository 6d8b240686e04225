/** What happened, and what to do about it. */
export interface Words {
  readonly heading: string;
  readonly advice: string;
}
