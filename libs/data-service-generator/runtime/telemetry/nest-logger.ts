import { type LoggerService } from '@nestjs/common';
import { type Logger } from './logger.js';

type Level = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';

/** Nest's `Logger` on pino: the class that speaks, which Nest gives last, stands under `context`. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  fatal(message: unknown, ...more: unknown[]): void {
    this.write('fatal', message, more);
  }

  error(message: unknown, ...more: unknown[]): void {
    this.write('error', message, more);
  }

  warn(message: unknown, ...more: unknown[]): void {
    this.write('warn', message, more);
  }

  log(message: unknown, ...more: unknown[]): void {
    this.write('info', message, more);
  }

  debug(message: unknown, ...more: unknown[]): void {
    this.write('debug', message, more);
  }

  verbose(message: unknown, ...more: unknown[]): void {
    this.write('trace', message, more);
  }

  private write(level: Level, message: unknown, more: readonly unknown[]): void {
    const context = more.at(-1);
    const about = typeof context === 'string' ? { context } : {};
    // Nest gives the stack of an error as a text of its own.
    const stack = more.slice(0, -1).find((one) => typeof one === 'string' && one.includes('\n    at '));
    if (message instanceof Error) this.logger[level]({ ...about, err: message }, message.name);
    else this.logger[level]({ ...about, ...(stack === undefined ? {} : { stack }) }, textOf(message));
  }
}

const textOf = (message: unknown): string =>
  typeof message === 'string' ? message : JSON.stringify(message);
