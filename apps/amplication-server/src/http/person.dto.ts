import { ApiProperty } from '@nestjs/swagger';

/** A member, as far as others see who did something. */
export class PersonView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() name!: string;
}
