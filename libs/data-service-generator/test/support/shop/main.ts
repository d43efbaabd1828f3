import { start } from '../../../runtime/runtime/start.js';
import { SHOP_FACTS, ShopModule } from './shop.module.js';

await start(ShopModule, SHOP_FACTS);
