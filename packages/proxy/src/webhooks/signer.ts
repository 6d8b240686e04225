import { toBase64url } from '../body/reference.ts';
import { hmacKeys } from '../jobs/hmac-keys.ts';

/** Signs references, and tells its own signatures from others. */
export interface Signer {
  /** An HMAC over the reference, as 43 characters. */
  sign(reference: string): Promise<string>;
  /** True for a signature of this reference by any of the secrets; takes as long for a wrong one. */
  verify(reference: string, signature: string): Promise<boolean>;
}

const encoder = new TextEncoder();
// 32 bytes in base64url. The last character stands for four bits, so that no other text is the same signature.
const wellFormed = /^[\w-]{42}[AEIMQUYcgkosw048]$/;

/** The first secret signs. */
export function createSigner(secrets: readonly string[]): Signer {
  const keys = hmacKeys(secrets);
  return {
    async sign(reference) {
      const [key] = await keys();
      return toBase64url(new Uint8Array(await crypto.subtle.sign('HMAC', key as CryptoKey, signed(reference))));
    },
    async verify(reference, signature) {
      if (!wellFormed.test(signature)) return false;
      const bytes = fromBase64url(signature);
      const checks = (await keys()).map((key) => crypto.subtle.verify('HMAC', key, bytes, signed(reference)));
      return (await Promise.all(checks)).includes(true);
    },
  };
}

function signed(reference: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(`chamelaion-proxy/webhook/v1\0${reference}`);
}

function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));
}
