/** One field of a request that the server did not accept. */
export interface FieldProblem {
  path: string;
  message: string;
}

export type ErrorAction = 'retry' | 'reconnect' | 'resolve' | 'contact';

/** An answer of the server that is not a success: the stable error shape of the API. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly action: ErrorAction;
  readonly fields: FieldProblem[];
  readonly params: Record<string, unknown>;
  readonly requestId: string | undefined;

  constructor(status: number, body: unknown) {
    const answer = isRecord(body) ? body : {};
    super(
      typeof answer.message === 'string'
        ? answer.message
        : 'The server cannot be reached. Check that it is running and try again.',
    );
    this.name = 'ApiError';
    this.status = status;
    this.code = typeof answer.code === 'string' ? answer.code : 'SERVER_UNREACHABLE';
    this.action = isAction(answer.action) ? answer.action : 'retry';
    this.fields = Array.isArray(answer.fields) ? answer.fields.filter(isFieldProblem) : [];
    this.params = isRecord(answer.params) ? answer.params : {};
    this.requestId = typeof answer.requestId === 'string' ? answer.requestId : undefined;
  }

  /** The message for one field of a form, by its path in the request. */
  fieldMessage(path: string): string | undefined {
    return this.fields.find((field) => field.path === path)?.message;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isFieldProblem(value: unknown): value is FieldProblem {
  return isRecord(value) && typeof value.path === 'string' && typeof value.message === 'string';
}

function isAction(value: unknown): value is ErrorAction {
  return value === 'retry' || value === 'reconnect' || value === 'resolve' || value === 'contact';
}
