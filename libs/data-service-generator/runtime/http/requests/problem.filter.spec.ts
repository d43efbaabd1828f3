import { type ArgumentsHost, Logger } from '@nestjs/common';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import { jest } from '@jest/globals';
import { RequestContext, requestContext } from '../../context/request-context.js';
import { ProblemFilter } from './problem.filter.js';

const response = { headersSent: true, destroy: () => undefined };
const host: ArgumentsHost = new ExecutionContextHost([{}, response]);

describe('the log of errors', () => {
  const logged = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
  beforeEach(() => logged.mockClear());

  const context = new RequestContext('a-request');
  const fail = (error: unknown) => requestContext.run(context, () => new ProblemFilter().catch(error, host));

  it('has those of the service', () => {
    const error = new Error('broken');
    fail(error);
    expect(logged).toHaveBeenCalledWith(error);
  });

  it('has none for work that was not begun because the caller went away', () => {
    context.giveUp();
    fail(context.signal.reason);
    expect(logged).not.toHaveBeenCalled();
    fail(new Error('broken'));
    expect(logged).toHaveBeenCalledTimes(1);
  });
});
