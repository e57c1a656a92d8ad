interface ErrorText {
  /** What has happened. */
  readonly what: string;
  /** What to do about it. */
  readonly mend: string;
}

/** Every error code of the product. One list, so that each code means one thing and says how to mend it. */
export const ERRORS = {
  LEADLINE_CONFIG_INVALID: {
    what: 'A setting is missing or has a value that cannot be used.',
    mend: 'Correct the named environment variable; the README of the service lists its settings.',
  },
  LEADLINE_PLAINTEXT_REFUSED: {
    what: 'A setting would send data unencrypted to another machine.',
    mend: 'Use TLS: LEADLINE_KAFKA_TLS=on, an https:// registry, a rediss:// Redis (docs/security.md). For development, or a network that never leaves one machine: LEADLINE_INSECURE=plaintext.',
  },
  LEADLINE_TLS_UNTRUSTED: {
    what: 'The certificate of a server is not trusted.',
    mend: 'Give the certificate of the authority that has signed it (LEADLINE_KAFKA_CA, LEADLINE_REGISTRY_CA or LEADLINE_REDIS_CA, or the same with _FILE), and call the server by a name in its certificate.',
  },
  LEADLINE_TLS_FAILED: {
    what: 'A client and a server do not come to speak TLS with each other.',
    mend: 'Check that both speak TLS (LEADLINE_KAFKA_TLS, https://, rediss://) on this port, and that a server which asks for a certificate of its clients gets one (…_CERT and …_KEY).',
  },
  LEADLINE_LOGIN_REFUSED: {
    what: 'A server refuses a user, a password, or what the user wants to do.',
    mend: 'Correct …_USER and …_PASSWORD (or …_PASSWORD_FILE) of the named server, and what its administrator lets this user do; docs/security.md lists what each service needs.',
  },
  LEADLINE_REGISTRY_UNAVAILABLE: {
    what: 'The schema registry does not answer.',
    mend: 'Start the registry or correct LEADLINE_REGISTRY; work goes on by itself once it answers.',
  },
  LEADLINE_SCHEMA_NOT_REGISTERED: {
    what: 'A schema of this release is not in the registry.',
    mend: 'Run `leadline schemas register` before you start the services of this release.',
  },
  LEADLINE_SCHEMA_INCOMPATIBLE: {
    what: 'A schema breaks full transitive compatibility with its earlier versions.',
    mend: 'Only add or drop optional fields with a default; for any other change make a new record or field.',
  },
  LEADLINE_SCHEMA_UNKNOWN: {
    what: 'A record names a schema id that the registry does not know.',
    mend: 'Register the schema of its producer, then run `leadline dlq redrive <stage> --by … --reason …`.',
  },
  LEADLINE_RECORD_UNDECODABLE: {
    what: 'The bytes of a record are not Avro in the Confluent wire format.',
    mend: 'Look at the record with `leadline dlq show` and mend its producer.',
  },
  LEADLINE_RECORD_UNEXPECTED: {
    what: 'A record of this kind does not belong on this topic.',
    mend: 'Compare the producer with schemas/topics.yaml.',
  },
  LEADLINE_RECORD_INVALID: {
    what: 'A value does not fit the schema of its record.',
    mend: 'This is a defect of the service that writes it: report it with the named field.',
  },
  LEADLINE_KAFKA_UNAVAILABLE: {
    what: 'Kafka does not answer.',
    mend: 'Start Kafka or correct LEADLINE_KAFKA; work goes on by itself once it answers.',
  },
  LEADLINE_OFFSET_OUT_OF_RANGE: {
    what: 'The log does not hold the offset that a consumer group has committed: records are lost, or it is another log.',
    mend: 'Find out what has deleted the records; to go on, set the offsets of the group with kafka-consumer-groups.',
  },
  LEADLINE_RECORD_REFUSED: {
    what: 'Kafka refuses a record: as a rule it is larger than the broker allows.',
    mend: 'Compare its size with max.message.bytes of the topic (8 MB where Leadline made it) and message.max.bytes of the broker.',
  },
  LEADLINE_REDIS_UNAVAILABLE: {
    what: 'Redis does not answer.',
    mend: 'Start Redis or correct LEADLINE_REDIS; routing goes on without it, only the live view waits.',
  },
  LEADLINE_INTAKE_UNAVAILABLE: {
    what: 'The intake API does not answer.',
    mend: 'Start it with `leadline serve`, or correct --intake.',
  },
  LEADLINE_INTAKE_REFUSED: {
    what: 'The intake API has refused a request.',
    mend: 'Correct what the message names and run the command again: what was accepted is not accepted twice.',
  },
  LEADLINE_MAPPING_INVALID: {
    what: 'A mapping file cannot be used.',
    mend: 'Correct the named line; services/cli/README.md describes every key of a mapping.',
  },
  LEADLINE_VOCABULARY_INVALID: {
    what: 'A vocabulary file cannot be used.',
    mend: 'Correct the named file; libs/reference/README.md describes every key of a vocabulary.',
  },
  LEADLINE_RULE_INVALID: {
    what: 'A file of data-quality rules cannot be used.',
    mend: 'Correct the named place; docs/quality.md describes every key of a rule and what a condition can ask.',
  },
  LEADLINE_POLICY_INVALID: {
    what: 'A policy file cannot be used.',
    mend: 'Correct the named places (file:line:column); docs/policy.md describes every key. The policy that holds stays.',
  },
  LEADLINE_POLICY_UNKNOWN: {
    what: 'No policy of this name was released in the workspace.',
    mend: 'Take a version from `leadline policy history`.',
  },
  LEADLINE_CONTRACT_INVALID: {
    what: 'A contract file of data quality cannot be used.',
    mend: 'Correct the named line; docs/quality-contracts.md describes every key of a contract.',
  },
  LEADLINE_CONTRACT_BROKEN: {
    what: 'A source no longer keeps its contract.',
    mend: 'Run `leadline quality report`, which says what has changed, since when, how sure that is and what to do.',
  },
  LEADLINE_FILE_UNREADABLE: {
    what: 'A file cannot be read or written.',
    mend: 'Check that it exists and that you may open it.',
  },
  LEADLINE_EXPORT_INVALID: {
    what: 'A file is no export of decisions.',
    mend: 'Take a file that `leadline replay --export FILE` has written, as it was written.',
  },
  LEADLINE_ROW_UNMAPPABLE: {
    what: 'A row of an import file cannot be mapped.',
    mend: 'Correct the row or the mapping and import the file again: accepted rows are not accepted twice.',
  },
  LEADLINE_LEAD_UNKNOWN: {
    what: 'No lead has this id.',
    mend: 'Check the id and the tenant; leads older than the retention of their topics are gone.',
  },
  LEADLINE_DECISION_UNKNOWN: {
    what: 'No decision about this lead is known.',
    mend: 'Ask again when the lead is assigned or waits (GET /v1/leads/{id}); decisions are kept for a year.',
  },
  LEADLINE_SERVICE_UNKNOWN: {
    what: 'There is no service of this name.',
    mend: 'Use one of the names that the message lists.',
  },
  LEADLINE_STAGE_UNKNOWN: {
    what: 'There is no stage of this name.',
    mend: 'Use one of the names that the message lists.',
  },
  LEADLINE_LETTER_UNKNOWN: {
    what: 'No open dead letter has this id.',
    mend: 'Take an id from `leadline dlq show`; what was redriven is no longer listed.',
  },
  LEADLINE_SETTLE_TIMEOUT: {
    what: 'The pipeline has not settled in the time given.',
    mend: 'Check that all services run (`leadline status`), then run the command again.',
  },
  LEADLINE_TOPIC_MISSING: {
    what: 'A topic that the service writes or reads does not exist.',
    mend: 'Run `leadline topics create` against this Kafka.',
  },
  LEADLINE_TOPIC_PARTITIONS: {
    what: 'A topic has another number of partitions than schemas/topics.yaml says.',
    mend: 'Never change it while the topic holds records. Make the topic anew as `leadline topics create` does, or set the number in schemas/topics.yaml and generate again.',
  },
  LEADLINE_TOPIC_UNHANDLED: {
    what: 'A topic names this service as its consumer, but no handler reads it.',
    mend: 'Add the topic to the inputs of the stage, or take the consumer out of schemas/topics.yaml.',
  },
  LEADLINE_TOPIC_UNDECLARED: {
    what: 'A handler reads a topic that does not name it as its consumer.',
    mend: 'Add the consumer to the topic in schemas/topics.yaml and generate again.',
  },
  LEADLINE_TOPIC_CONFIG: {
    what: 'A topic has other settings than schemas/topics.yaml says.',
    mend: 'Set it as the table says (kafka-configs.sh --alter, or the KafkaTopic of the chart). What a wrong retention has deleted does not come back.',
  },
  LEADLINE_TOPIC_UNDERREPLICATED: {
    what: 'Copies of a topic are missing or lag behind: the next broker that fails may take it away.',
    mend: 'Look for the broker that is down or out of disk; the copies catch up by themselves once it is back.',
  },
  LEADLINE_SCHEMA_LEVEL: {
    what: 'The registry would take an incompatible schema of a record.',
    mend: 'Run `leadline schemas register`, which sets FULL_TRANSITIVE again, and find out who has changed it.',
  },
  LEADLINE_SCHEMA_AHEAD: {
    what: 'The registry has a newer version of a record than this release.',
    mend: 'During an upgrade this is as it should be. Else find out who has registered it; it can be read all the same.',
  },
  LEADLINE_SCHEMA_FOREIGN: {
    what: 'The newest version of a record in the registry cannot be read by this release, or the other way round.',
    mend: 'Find out who has registered it and delete that version in the registry before anybody writes with it.',
  },
  LEADLINE_VERSION_OLD: {
    what: 'A version of something that Leadline stands on is too old or too new for it.',
    mend: 'Use Node 24, Redis 6.2 or newer (or Valkey), and a Kafka of 2.1 to 4.x.',
  },
  LEADLINE_REDIS_EVICTS: {
    what: 'Redis throws data away when its memory is full.',
    mend: 'Set maxmemory-policy to noeviction, and maxmemory as docs/kubernetes.md sizes it.',
  },
  LEADLINE_ACCESS_MISSING: {
    what: 'Kafka keeps access lists, and nobody may do what a service has to.',
    mend: 'Grant it as deploy/helm/leadline/files/kafka.yaml lists it, by service (`strimzi.users` of the chart does).',
  },
  LEADLINE_ACCESS_WIDE: {
    what: 'Kafka lets everybody write what only one service may.',
    mend: 'Take the entry for User:* away; deploy/helm/leadline/files/kafka.yaml lists who needs what.',
  },
  LEADLINE_CLOCK_SKEW: {
    what: 'Clocks differ, and times of leads with them.',
    mend: 'Let every machine follow the same time servers (chrony, systemd-timesyncd).',
  },
  LEADLINE_RECORDS_WAIT: {
    what: 'Records wait longer for a consumer group than they should.',
    mend: 'Does the service run (its /health/ready says what it waits for)? Else more instances, up to the number of partitions.',
  },
  LEADLINE_WORKSPACE_STILL: {
    what: 'Nothing of a workspace is decided: its log has no owner, or one that does not get on.',
    mend: 'Read /health/ready and the log of assignment; LEADLINE_ASSIGNMENT_LOG_LOST and its mending are in services/assignment/README.md.',
  },
  LEADLINE_LOAD_DIFFERS: {
    what: 'Redis does not hold what the ledger says.',
    mend: 'A second later it may: ask again. If it stays, restart assignment, whose owners load Redis anew; after a loss of the log see `leadline load rebuild --new-incarnation --by … --reason …`.',
  },
  LEADLINE_DEAD_LETTERS: {
    what: 'Records of a stage could not be handled.',
    mend: 'Read them with `leadline dlq show <stage>`, mend the cause, then run `leadline dlq redrive <stage> --by … --reason …`.',
  },
  LEADLINE_INTAKE_INVALID: {
    what: 'A request body has a wrong field.',
    mend: 'Correct the named field; /docs describes every field.',
  },
  LEADLINE_INTAKE_NOT_JSON: {
    what: 'A request body is not JSON.',
    mend: 'Send one JSON object (application/json), or one object a line (application/x-ndjson).',
  },
  LEADLINE_INTAKE_TOO_LARGE: {
    what: 'A request body or one of its lines is too large.',
    mend: 'Send less at once: a body may have 1 MiB, a line of NDJSON 256 KiB, an NDJSON body any length.',
  },
  LEADLINE_INTAKE_KEY_CONFLICT: {
    what: 'The same idempotency key came with another body.',
    mend: 'Send another submission under another idempotency key; repeat a submission with the same body.',
  },
  LEADLINE_INTAKE_UNAUTHORIZED: {
    what: 'The API key is missing, unknown or has expired.',
    mend: 'Send the header `Authorization: Bearer <key>` with a key whose hash intake knows (LEADLINE_API_KEYS_FILE); `leadline keys create` makes one.',
  },
  LEADLINE_INTAKE_FORBIDDEN: {
    what: 'The API key is not good for this.',
    mend: 'Use a key with the scope that the message names, or let its line say so (docs/security.md lists roles and scopes).',
  },
  LEADLINE_API_KEYS_INVALID: {
    what: 'The list of API keys cannot be used.',
    mend: 'Correct the named line: `leadline keys create` prints lines as they should be. A running intake keeps the keys that it has.',
  },
  LEADLINE_INTAKE_OVERLOADED: {
    what: 'The broker is too slow or does not answer; nothing of the request was accepted.',
    mend: 'Send the request again after the seconds that the header Retry-After says; repeats are harmless.',
  },
  LEADLINE_INTAKE_NOT_FOUND: {
    what: 'There is nothing at this address.',
    mend: 'See /docs for all addresses.',
  },
  LEADLINE_OUTREACH_UNAVAILABLE: {
    what: 'The SMTP server does not take mail now.',
    mend: 'Start it or correct LEADLINE_SMTP; the mail is sent once it answers.',
  },
  LEADLINE_OUTREACH_DEFERRED: {
    what: 'The SMTP server has put off a message (a 4xx reply).',
    mend: 'Nothing: it is tried again.',
  },
  LEADLINE_OUTREACH_CONTACT_MISSING: {
    what: 'A lead was assigned before its contact data lay on lead.contact.',
    mend: 'Nothing: it is tried again. If it stays, look for the lead with `leadline trace`.',
  },
  LEADLINE_STACK_PREREQUISITE: {
    what: 'A program that the local stack needs is missing.',
    mend: 'Install what the message names, or start Docker, or give the address of a server that runs already.',
  },
  LEADLINE_STACK_DOWNLOAD: {
    what: 'A download for the local stack has failed.',
    mend: 'Check the network and the settings of Maven or pip, then run the command again.',
  },
  LEADLINE_STACK_CHECKSUM: {
    what: 'A download for the local stack is not the file that this release of Leadline expects.',
    mend: 'Run the command again; if it stays, something between you and the package registry alters files.',
  },
  LEADLINE_STACK_UNHEALTHY: {
    what: 'A part of the local stack does not answer.',
    mend: 'Read the log in the message; if the address is yours, check that its server runs.',
  },
  LEADLINE_STACK_FOREIGN: {
    what: 'A server that somebody else runs cannot be stopped by the local stack.',
    mend: 'Unset the environment variable that gives its address, then the stack runs one of its own.',
  },
  LEADLINE_STACK_NAME: {
    what: 'A stack of this name cannot come up.',
    mend: 'Use another name of letters, digits, dots and dashes, or wait until the one of this name is down.',
  },
  LEADLINE_MODEL_MISSING: {
    what: 'The folder of the model lacks a file.',
    mend: 'Point LEADLINE_MODEL at a folder with model.onnx and model.json (`npm run train` makes the first one), and LEADLINE_MODELS, for every instance of scoring and whoever releases, at one folder that they share.',
  },
  LEADLINE_HISTORY_TOO_SMALL: {
    what: 'There are too few deals to learn from.',
    mend: 'Bring deals of the time before Leadline in with `leadline history import`, send outcomes to POST /v1/outcomes, or wait until more deals have ended.',
  },
  LEADLINE_MODEL_INVALID: {
    what: 'The files of the model cannot be used.',
    mend: 'Copy model.onnx and model.json together from where they were trained, or train again.',
  },
  LEADLINE_MODEL_FEATURES_DIFFER: {
    what: 'The model was trained with other features than this release makes.',
    mend: 'Train the model again with this release.',
  },
  LEADLINE_MODEL_REFUSED: {
    what: 'A model that its own card speaks against is not put in charge.',
    mend: 'Read its card with `leadline models show`; who is sure all the same says so with `leadline models release --force --by … --reason …`.',
  },
  LEADLINE_MODEL_WORSE: {
    what: 'A model did worse than the one in charge on the same deals.',
    mend: 'Keep the model in charge; who is sure all the same says so with `leadline models release --force --by … --reason …`.',
  },
  LEADLINE_MODEL_UNCOMPARED: {
    what: 'A model was judged by other deals than the one in charge, so that nothing shows which is better.',
    mend: 'Judge both by the same deals, or release it with `--uncompared`: its own evaluation must then be enough.',
  },
  LEADLINE_MODEL_UNKNOWN: {
    what: 'There is no such model.',
    mend: 'Take a version from `leadline models ls`, or the folder of a model.',
  },
  LEADLINE_MODEL_DRAFT_INVALID: {
    what: 'The draft of a card cannot be used.',
    mend: 'Correct the named field; docs/releases.md describes every field of a draft.',
  },
  LEADLINE_RELEASE_NONE: {
    what: 'No release can be taken back.',
    mend: 'See `leadline models ls` for what was released, and for whom.',
  },
  LEADLINE_LOAD_INCARNATION: {
    what: 'Loading Redis again from a log that has lost data was not confirmed.',
    mend: 'If the log as it is now is to be the truth, run `leadline load rebuild --new-incarnation --by … --reason …`.',
  },
  LEADLINE_ASSIGNMENT_LOG_LOST: {
    what: 'Redis or the state of a partition knows more than its ledger: the log has lost data.',
    mend: 'Restore the log; if that is impossible, run `leadline load rebuild --new-incarnation --by … --reason …`: the log as it is becomes the truth.',
  },
  LEADLINE_SHELF_LOST: {
    what: 'A state cannot be written to the folder in which it stays for the next start.',
    mend: 'The partition goes on without. See that the disk of LEADLINE_ASSIGNMENT_STATE has room and can be written, and start the service again; or leave that setting out.',
  },
  LEADLINE_ASSIGNMENT_WRONG_LOG: {
    what: 'A record of a workspace lies on a partition that is not the log of that workspace.',
    mend: 'Let its producer choose the partition by `workspacePartition`, then run `leadline dlq redrive <stage> --by … --reason …`.',
  },
  LEADLINE_LEAD_CLOSED: {
    what: 'The lead is closed: a change would do nothing.',
    mend: 'Nothing, if the outcome is right; a new interest is a lead of its own, under another idempotency key.',
  },
  LEADLINE_LEAD_CHANGED: {
    what: 'The lead is no longer as it was when its sender has read it.',
    mend: 'Read it again (GET /v1/leads/{id}), look whether the change is still right, and send it with the new ETag.',
  },
  LEADLINE_LEAD_BUSY: {
    what: 'Another change of the lead is under way.',
    mend: 'Send the change again in a moment, under the same Idempotency-Key.',
  },
  LEADLINE_LEAD_EXPIRED: {
    what: 'What the lead said is no longer kept, so nothing of it can be changed.',
    mend: 'Send the lead again as a new one; how long leads can be changed is the retention of lead.received in schemas/topics.yaml.',
  },
  LEADLINE_UNEXPECTED: {
    what: 'Something that nobody thought of has happened.',
    mend: 'Run the command again; if it stays, report it with this message.',
  },
} as const satisfies Readonly<Record<string, ErrorText>>;

/** A code of the one list. */
export type ErrorCode = keyof typeof ERRORS;

/** Whether somebody's code is one of ours. */
export const isErrorCode = (code: unknown): code is ErrorCode =>
  typeof code === 'string' && Object.hasOwn(ERRORS, code);

/** An error that a person can act on: `code` is looked up in {@link ERRORS}, `where` is the place in the input. */
export class LeadlineError extends Error {
  readonly code: ErrorCode;
  readonly where: string | null;

  constructor(code: ErrorCode, message: string, options: { where?: string; cause?: unknown } = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.name = 'LeadlineError';
    this.code = code;
    this.where = options.where ?? null;
  }

  /** What to do about it, in a sentence. */
  get mend(): string {
    return ERRORS[this.code].mend;
  }
}
