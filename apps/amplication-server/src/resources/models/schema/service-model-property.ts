import { ApiProperty } from '@nestjs/swagger';

/** Documents a property that holds a whole model, which stands in the document as `modelComponents` has it. */
export const ServiceModelProperty = (options: { description: string; required?: boolean }) =>
  ApiProperty({ oneOf: [{ $ref: '#/components/schemas/ServiceModel' }], ...options });
