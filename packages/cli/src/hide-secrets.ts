const secrets = new Set<string>();

/** Keeps a key out of all that is printed from here on, as it is and as answers may write it. */
export function keepSecret(key: string | undefined): void {
  // What is shorter, such as a mock's, could be part of any word.
  if (key === undefined || key.length < 8) return;
  const base64 = Buffer.from(key).toString('base64').replace(/=+$/, '');
  for (const form of [key, JSON.stringify(key).slice(1, -1), encodeURIComponent(key), base64]) secrets.add(form);
}

/** A text with `[redacted]` in place of keys. */
export function hideSecrets(text: string): string {
  return [...secrets].reduce((rest, secret) => rest.replaceAll(secret, '[redacted]'), text);
}
