/** Throws unless `value` is an integer from `min` to `max`. */
export function requireInteger(name: string, value: unknown, min: number, max: number = Number.MAX_SAFE_INTEGER): void {
  if (!Number.isSafeInteger(value) || (value as number) < min || (value as number) > max) {
    throw new RangeError(`${name} must be an integer ${range(min, max)}, got ${show(value)}`);
  }
}

/** Throws unless `value` is a finite number from `min` to `max`. */
export function requireNumber(name: string, value: unknown, min: number, max: number = Number.MAX_SAFE_INTEGER): void {
  if (typeof value !== 'number' || !(value >= min && value <= max)) {
    throw new RangeError(`${name} must be a number ${range(min, max)}, got ${show(value)}`);
  }
}

/** Throws unless `value` is one of `allowed`. */
export function requireOneOf(name: string, value: unknown, allowed: readonly unknown[]): void {
  if (!allowed.includes(value)) {
    throw new TypeError(`${name} must be one of ${allowed.map(show).join(', ')}, got ${show(value)}`);
  }
}

/** Throws unless `value` is a boolean. */
export function requireBoolean(name: string, value: unknown): void {
  if (typeof value !== 'boolean') throw new TypeError(`${name} must be a boolean, got ${show(value)}`);
}

/** Throws unless `value` is a string that is not empty. */
export function requireText(name: string, value: unknown): void {
  if (typeof value !== 'string' || value === '') {
    throw new TypeError(`${name} must be a string that is not empty, got ${show(value)}`);
  }
}

function range(min: number, max: number): string {
  return max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`;
}

function show(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
