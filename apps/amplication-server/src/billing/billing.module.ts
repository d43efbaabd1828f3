import { Module } from '@nestjs/common';
import { Billing } from './billing';
import { BillingRepository } from './billing.repository';

@Module({ providers: [Billing, BillingRepository], exports: [Billing] })
export class BillingModule {}
