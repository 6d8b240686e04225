const hmac = { name: 'HMAC', hash: 'SHA-256' };

/** The keys of these secrets. They are not made before they are asked for: workers may not use crypto before a request. */
export function hmacKeys(secrets: readonly string[]): () => Promise<CryptoKey[]> {
  let keys: Promise<CryptoKey[]> | undefined;
  const importKey = (secret: string) =>
    crypto.subtle.importKey('raw', new TextEncoder().encode(secret), hmac, false, ['sign', 'verify']);
  return () => {
    keys ??= Promise.all(secrets.map(importKey));
    return keys;
  };
}
