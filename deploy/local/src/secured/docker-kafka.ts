import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { containerResource } from '../container.ts';
import type { Ground } from '../ground.ts';
import { kafkaAnswers } from '../health.ts';
import { kafkaVariables, propertiesOf } from '../kafka.ts';
import type { Resource } from '../resource.ts';
import { scramUsers, securedListeners } from './listeners.ts';
import type { Security } from './security.ts';

const CONTROLLER = 9093;
const FILES = { keyStore: '/tmp/kafka.pem', ca: '/tmp/ca.pem' };
const PROPERTIES = '/tmp/server.properties';

/**
 * A secured Kafka in a container, with the settings of the process. The image's own start knows no users, so that storage is
 * formatted here.
 */
export async function securedDockerKafka(
  ground: Ground,
  security: Security,
  image: string,
): Promise<Resource> {
  const { port, say } = ground;
  // The same ports inside as outside: the broker reaches itself, too, by what it advertises.
  const clients = await port();
  const { files, ca, client, mechanisms } = security;
  const mutual = security.mutualPorts.kafka;
  const listening = securedListeners({
    host: '0.0.0.0',
    inside: { clients, mutual, controller: CONTROLLER },
    outside: { clients, mutual },
    files: FILES,
    mechanisms,
  });
  const id = randomBytes(16).toString('base64url');
  const users = scramUsers(security).map((user) => ` --add-scram '${user}'`);
  const format = `/opt/kafka/bin/kafka-storage.sh format --ignore-formatted --cluster-id=${id} -c ${PROPERTIES}${users.join('')}`;
  return containerResource(
    {
      name: 'kafka',
      image,
      ports: [
        { inside: clients, outside: clients },
        { inside: mutual, outside: mutual },
      ],
      environment: kafkaVariables(ground),
      entrypoint: ['/bin/sh', '-c'],
      command: [`${format} && exec /opt/kafka/bin/kafka-server-start.sh ${PROPERTIES}`],
      files: {
        [FILES.keyStore]: await readFile(files.keyStore, 'utf8'),
        [FILES.ca]: ca,
        [PROPERTIES]: propertiesOf('/tmp/kafka-data', listening),
      },
      address: `127.0.0.1:${clients}`,
      healthy: () => kafkaAnswers(`127.0.0.1:${mutual}`, { ca, ...client }),
    },
    say,
  );
}
