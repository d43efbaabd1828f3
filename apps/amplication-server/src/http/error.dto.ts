import { ERROR_ACTIONS, ERROR_CODES, type ErrorAction, type ErrorCode } from '@amplication/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** One field of a request that is not valid. */
export class FieldErrorView {
  @ApiProperty({ description: 'Where in the body or query, such as `entities.0.fields.2.name`.' })
  path!: string;
  @ApiProperty() message!: string;
}

/** The body of every answer that is not a success. Clients match on `code`; `message` is for a person. */
export class ErrorView {
  @ApiProperty({ enum: ERROR_CODES, enumName: 'ErrorCode' }) code!: ErrorCode;
  @ApiProperty() message!: string;
  @ApiProperty({
    enum: ERROR_ACTIONS,
    enumName: 'ErrorAction',
    description: 'Who must act: the platform (retry), an owner, the user or the operator.',
  })
  action!: ErrorAction;
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description: 'Values that complete the sentence, such as the name of a missing branch.',
  })
  params?: Record<string, unknown>;
  @ApiPropertyOptional({ type: [FieldErrorView] }) fields?: FieldErrorView[];
  @ApiPropertyOptional({ description: 'Names the request in the log of the server.' }) requestId?: string;
}
