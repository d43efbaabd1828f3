import { Module } from '@nestjs/common';
import { RuntimeModule } from '../../../runtime/runtime/runtime.module.js';
import { CountersController } from './counters.controller.js';
import { NotesController } from './notes.controller.js';
import { ProbesController } from './probes.controller.js';

/** A service by hand, with what the generated ones have in common. */
@Module({ imports: [RuntimeModule], controllers: [NotesController, CountersController, ProbesController] })
export class ShopModule {}

export const SHOP_FACTS = { name: 'shop', title: 'Shop', description: 'A shop.', version: '1.0.0' };
