import { applyDecorators, HttpCode, type Type } from '@nestjs/common';
import { ApiOperation, ApiResponse, type ApiResponseOptions } from '@nestjs/swagger';
import { ErrorView } from './error.dto';

interface OperationDoc {
  /** Name of the operation in the generated clients: never changed once published. */
  id: string;
  summary: string;
  description?: string;
  /** Status of the success, 200 unless given. */
  status?: number;
  /** Class of the JSON answer; none means an empty body. */
  returns?: Type;
  /** Media type of an answer that is not JSON. */
  produces?: string;
  /** What can be refused beyond what every operation can: status -> when. */
  errors?: Readonly<Record<number, string>>;
}

/** Documents and sets what one endpoint answers: its success and, in the one error shape, its refusals. */
export function Operation(doc: OperationDoc): MethodDecorator {
  const status = doc.status ?? 200;
  return applyDecorators(
    HttpCode(status),
    ApiOperation({
      operationId: doc.id,
      summary: doc.summary,
      ...(doc.description !== undefined && { description: doc.description }),
    }),
    ApiResponse(success(doc, status)),
    ...Object.entries(doc.errors ?? {}).map(([code, description]) =>
      ApiResponse({ status: Number(code), description, type: ErrorView }),
    ),
    ApiResponse({ status: 'default', description: 'Any other refusal.', type: ErrorView }),
  );
}

function success(doc: OperationDoc, status: number): ApiResponseOptions {
  if (!doc.produces) return { status, description: doc.summary, ...(doc.returns && { type: doc.returns }) };
  const schema = { type: 'string', ...(!doc.produces.startsWith('text/') && { format: 'binary' }) };
  return { status, description: doc.summary, content: { [doc.produces]: { schema } } };
}
