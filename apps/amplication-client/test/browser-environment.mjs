/* global AbortController, AbortSignal, Headers, Request, Response, TextDecoder, TextEncoder */
import { TestEnvironment } from 'jest-environment-jsdom';

/** A request like a browser's: an address without a host belongs to the page. */
const requestOf = (page) =>
  class extends Request {
    constructor(input, init) {
      super(typeof input === 'string' ? new URL(input, page.location.href) : input, init);
    }
  };

/** Says of every media query that it does not match, as a browser does that has no wish of its own. */
const matchMedia = (media) => ({
  media,
  matches: false,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
});

/** The bytes of a blob or a file. */
const arrayBufferOf = (page) =>
  function arrayBuffer() {
    return new Promise((resolve, reject) => {
      const reader = new page.FileReader();
      reader.onload = () => resolve(reader.result);
      reader.onerror = () => reject(reader.error);
      reader.readAsArrayBuffer(this);
    });
  };

/** Nothing has a size here, so none ever changes. */
class ResizeObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}

/** Where component specs run: jsdom, with what it lacks of a browser. A spec asks for it in its first line. */
export default class BrowserEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    const page = this.global;
    // The controller and its signal have to be of the same making as the request that takes them.
    Object.assign(page, { AbortController, AbortSignal, Headers, Response, TextEncoder, TextDecoder });
    Object.assign(page, { Request: requestOf(page), matchMedia, ResizeObserver });
    Object.assign(page.Element.prototype, { scrollIntoView: () => undefined, scrollTo: () => undefined });
    Object.assign(page.Blob.prototype, { arrayBuffer: arrayBufferOf(page) });
    page.document.fonts = new page.EventTarget();
    // Whoever keeps `fetch` from the start gets the answers of `api.ts` all the same.
    page.fetch = (input, init) => page.answerRequest(new page.Request(input, init));
  }
}
