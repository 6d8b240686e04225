/** Takes log lines; `console` is one. */
export interface Logger {
  error(message: string): void;
  warn(message: string): void;
  info(message: string): void;
  debug(message: string): void;
}

/** What is logged: this level and those before it in `off`, `error`, `warn`, `info`, `debug`. */
export type LogLevel = 'off' | keyof Logger;

/** Logs one line; lines never hold headers or bodies, and so no credentials. */
export type Log = (level: keyof Logger, message: string) => void;

/** Every level, from silent to talkative. */
export const logLevels: readonly LogLevel[] = ['off', 'error', 'warn', 'info', 'debug'];

/** A log that drops what is above `logLevel`. */
export function createLog(logger: Logger = console, logLevel: LogLevel = 'warn'): Log {
  const highest = logLevels.indexOf(logLevel);
  return (level, message) => {
    if (logLevels.indexOf(level) <= highest) logger[level](`[chamelaion] ${message}`);
  };
}
