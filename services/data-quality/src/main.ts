import { bootstrap } from '@leadline/service-kit';
import { service } from './index.ts';
await bootstrap(service);
