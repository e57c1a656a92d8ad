export { connectLive, UNAVAILABLE, type LiveConnection, type LiveOptions, type Unavailable } from './connection.ts';
