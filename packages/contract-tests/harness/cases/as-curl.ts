/** A request to be repeated. */
export interface RawRequest {
  readonly method: string;
  /** Below the base URL, with its query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer | undefined;
}

/** One line for bash, against the mock that `npx @chamelaion/mock-server` starts. */
export function asCurl({ method, target, headers, body }: RawRequest): string {
  const url = quote(Buffer.from(`http://127.0.0.1:4010/api${target}`));
  const fields = Object.entries(headers).map(([name, value]) => `-H ${quote(Buffer.from(`${name}: ${value}`))}`);
  const line = [`curl -isX ${method} ${url}`, ...fields];
  if (!body?.length) return line.join(' ');
  // bash ends a string at a zero byte.
  if (!body.includes(0)) return [...line, `--data-binary ${quote(body)}`].join(' ');
  return `base64 -d <<< ${body.toString('base64')} | ${[...line, '--data-binary @-'].join(' ')}`;
}

function quote(bytes: Buffer): string {
  const shown = [...bytes].map((byte) => {
    const char = String.fromCharCode(byte);
    if (char === "'" || char === '\\') return `\\${char}`;
    return byte >= 0x20 && byte < 0x7f ? char : `\\x${byte.toString(16).padStart(2, '0')}`;
  });
  return `$'${shown.join('')}'`;
}
