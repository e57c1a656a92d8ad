import 'reflect-metadata';
import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  ClientKafka,
  EventPattern,
  type MicroserviceOptions,
  Payload,
  Transport,
} from '@nestjs/microservices';
import type { Observable } from 'rxjs';
import { advanced, type Hop, type HopRecord } from './hop.ts';

/** Nest's own Kafka transport as its manual shows it: an event handler per record that emits the next event, as JSON. */
export async function nestHop({ brokers, from, to }: Hop): Promise<() => Promise<void>> {
  const client = { clientId: `nest-${from}`, brokers: [...brokers] };
  const next = new ClientKafka({ client, producerOnlyMode: true, send: { acks: -1 } });
  await next.connect();
  @Controller()
  class HopController {
    @EventPattern(from)
    handle(@Payload() payload: unknown): Observable<unknown> {
      const record = payload as HopRecord;
      return next.emit(to, { key: record.id, value: advanced(record) });
    }
  }
  @Module({ controllers: [HopController] })
  class HopModule {}
  const app = await NestFactory.createMicroservice<MicroserviceOptions>(HopModule, {
    logger: false,
    transport: Transport.KAFKA,
    options: { client, consumer: { groupId: `nest-${from}` }, subscribe: { fromBeginning: true } },
  });
  await app.listen();
  return async () => {
    await app.close();
    await next.close();
  };
}
