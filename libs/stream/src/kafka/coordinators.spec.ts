import { type Asked, type Finder, rememberCoordinators } from './coordinators.ts';

/** A cluster that counts what it is asked. */
function clusters() {
  let time = 0;
  class Cluster {
    asked: string[] = [];
    findGroupCoordinatorMetadata({ groupId, coordinatorType }: Asked): Promise<unknown> {
      this.asked.push(`${coordinatorType}/${groupId}`);
      return Promise.resolve(this.asked.length);
    }
  }
  rememberCoordinators(Cluster, () => time);
  return { Cluster, pass: (ms: number) => (time += ms) };
}

const transaction = { groupId: 'id', coordinatorType: 1 };
const group = { groupId: 'group', coordinatorType: 0 };

test('a transactional producer asks for its coordinators once in two seconds', async () => {
  const { Cluster, pass } = clusters();
  const cluster = new Cluster();
  const answers: unknown[] = [];
  for (const asked of [transaction, transaction, group, transaction, group])
    answers.push(await cluster.findGroupCoordinatorMetadata(asked));
  expect(answers).toEqual([1, 1, 2, 1, 2]);
  pass(1999);
  expect(await cluster.findGroupCoordinatorMetadata(transaction)).toBe(1);
  pass(1);
  expect(await cluster.findGroupCoordinatorMetadata(transaction)).toBe(3);
  expect(cluster.asked).toEqual(['1/id', '0/group', '1/id']);
});

test('a consumer, which asks when its coordinator has gone, never hears an old answer', async () => {
  const { Cluster } = clusters();
  const producer = new Cluster();
  const consumer = new Cluster();
  await producer.findGroupCoordinatorMetadata(transaction);
  await consumer.findGroupCoordinatorMetadata(group);
  await consumer.findGroupCoordinatorMetadata(group);
  expect(consumer.asked).toEqual(['0/group', '0/group']);
});

test('an answer that failed is asked for again', async () => {
  let tries = 0;
  class Cluster {
    findGroupCoordinatorMetadata(): Promise<unknown> {
      return (tries += 1) === 1 ? Promise.reject(new Error('not yet')) : Promise.resolve(tries);
    }
  }
  rememberCoordinators(Cluster);
  const cluster: Finder = new Cluster();
  await expect(cluster.findGroupCoordinatorMetadata(transaction)).rejects.toThrow('not yet');
  expect(await cluster.findGroupCoordinatorMetadata(transaction)).toBe(2);
});
