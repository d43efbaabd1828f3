import { parseServiceModel, type ServiceModel } from '@amplication/service-model';
import { SAMPLE_CUSTOMERS } from './customers';
import { SAMPLE_ORDERS } from './orders';
import { SAMPLE_PRODUCTS } from './products';

/** The model that a new workspace begins with: a small shop that shows what can be said. A new copy with each call. */
export function sampleModel(): ServiceModel {
  return parseServiceModel({
    version: 2,
    name: 'Order Service',
    description: 'Customers, products and orders of a small shop.',
    roles: [
      { id: 'admin', name: 'admin', description: 'Runs the shop.' },
      { id: 'clerk', name: 'clerk', description: 'Takes orders and sends them.' },
    ],
    enums: [
      {
        id: 'currency',
        name: 'Currency',
        description: 'What prices and orders are in.',
        values: [
          { id: 'eur', name: 'EUR', label: 'Euro' },
          { id: 'usd', name: 'USD', label: 'US dollar' },
        ],
      },
      {
        id: 'order-status',
        name: 'OrderStatus',
        description: 'How far an order is.',
        values: [
          { id: 'new', name: 'new', label: 'New' },
          { id: 'paid', name: 'paid', label: 'Paid' },
          { id: 'shipped', name: 'shipped', label: 'Shipped' },
          { id: 'cancelled', name: 'cancelled', label: 'Cancelled' },
        ],
      },
    ],
    entities: [...SAMPLE_CUSTOMERS, ...SAMPLE_PRODUCTS, ...SAMPLE_ORDERS],
  });
}
