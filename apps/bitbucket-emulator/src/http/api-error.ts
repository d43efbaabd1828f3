/** An answer of the REST API that is not a success, in Bitbucket's envelope. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly more: {
      detail?: string | object;
      fields?: Record<string, string[]>;
      data?: object;
      /** Bitbucket repeats `data` beside `error` in some answers. */
      outerData?: object;
    } = {},
  ) {
    super(message);
  }

  /** `{type: 'error', error: {message, detail?, fields?, data?}}`. */
  body(): object {
    const { detail, fields, data, outerData } = this.more;
    return {
      type: 'error',
      error: {
        ...(fields && { fields }),
        message: this.message,
        ...(detail !== undefined && { detail }),
        ...(data && { data }),
      },
      ...(outerData && { data: outerData }),
    };
  }
}

export function notFound(message: string): ApiError {
  return new ApiError(404, message);
}

export function badRequest(message: string, fields?: Record<string, string[]>): ApiError {
  return new ApiError(400, message, fields ? { fields } : {});
}
