import type { Browser } from 'playwright-core';
import { launchBrowser, openVisitor, type Visitor } from '../../tools/browser/browser';

/** The people of one spec file: each has a browser of their own, and all leave after each test. */
export class Visitors {
  private browser?: Browser;
  private present: Visitor[] = [];

  /** `clientUrl` is a function, because the platform starts later than the file is read. */
  constructor(private readonly clientUrl: () => string) {}

  async launch(): Promise<void> {
    this.browser = await launchBrowser();
  }

  async open(): Promise<Visitor> {
    if (!this.browser) throw new Error('The browser was not launched.');
    const visitor = await openVisitor(this.browser, this.clientUrl());
    this.present.push(visitor);
    return visitor;
  }

  /** Closes every browser; returns what the consoles of their pages complained of. */
  async leave(): Promise<string[]> {
    const complaints = this.present.flatMap((visitor) => visitor.complaints);
    await Promise.all(this.present.map((visitor) => visitor.close()));
    this.present = [];
    return complaints;
  }

  async close(): Promise<void> {
    await this.browser?.close();
  }
}

/** Answers with an error status that a test asked for: Chromium notes each of them in the console. */
export function forgive(visitor: Visitor, statuses: RegExp): void {
  const kept = visitor.complaints.filter((text) => {
    const status = /status of (\d+)/.exec(text)?.[1];
    return status === undefined ? !text.includes('net::ERR') : !statuses.test(status);
  });
  visitor.complaints.splice(0, visitor.complaints.length, ...kept);
}
