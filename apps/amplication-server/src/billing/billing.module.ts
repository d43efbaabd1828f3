import { Module } from '@nestjs/common';
import { Billing } from './billing';

@Module({ providers: [Billing], exports: [Billing] })
export class BillingModule {}
