/**
 * The scripts of `load.ts`. KEYS[1] is the pointer of one partition: a hash with generation (the one readers see),
 * lastGeneration, token, seq, writtenAt, incarnation. Generations lie beside it under the same hash tag.
 * Each answers {OK | STALE | FENCED | AHEAD, token in Redis, seq in Redis}.
 */
const HELD = `
local pointer = KEYS[1]
local held = redis.call('HMGET', pointer, 'generation', 'token', 'seq')
local generation, heldToken, heldSeq = held[1], tonumber(held[2] or '-1'), tonumber(held[3] or '-1')
local token = tonumber(ARGV[1])
local function answer(word) return {word, held[2] or '', held[3] or ''} end
if heldToken > token then return answer('FENCED') end
`;

/** ARGV: token, expected seq, new seq, now, 3 counts, then fields and values of loads, of waiting, fields that left. */
export const WRITE = `${HELD}
local expected, seq, now = tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4]
if heldSeq > seq then return answer('AHEAD') end
if not generation or heldToken < token or heldSeq ~= expected then return answer('STALE') end
local at = 8
local function fields(count, key)
  for i = at, at + count - 1, 2 do redis.call('HSET', key, ARGV[i], ARGV[i + 1]) end
  at = at + count
end
fields(tonumber(ARGV[5]), pointer .. ':' .. generation .. ':loads')
fields(tonumber(ARGV[6]), pointer .. ':' .. generation .. ':waiting')
for i = at, at + tonumber(ARGV[7]) - 1 do redis.call('HDEL', pointer .. ':' .. generation .. ':waiting', ARGV[i]) end
redis.call('HSET', pointer, 'seq', ARGV[3], 'writtenAt', now)
return {'OK', ARGV[1], ARGV[3]}
`;

/** ARGV: token, seq, now. */
export const ADOPT = `${HELD}
if heldSeq > tonumber(ARGV[2]) then return answer('AHEAD') end
if not generation or heldSeq < tonumber(ARGV[2]) then return answer('STALE') end
redis.call('HSET', pointer, 'token', ARGV[1], 'writtenAt', ARGV[3])
return {'OK', ARGV[1], ARGV[2]}
`;

/** ARGV: token, seq, now, new generation, fields of loads, fields of waiting. Counts show a flush while it was written. */
export const FLIP = `${HELD}
if heldSeq > tonumber(ARGV[2]) then return answer('AHEAD') end
local new = pointer .. ':' .. ARGV[4]
if redis.call('HLEN', new .. ':loads') ~= tonumber(ARGV[5]) then return answer('STALE') end
if redis.call('HLEN', new .. ':waiting') ~= tonumber(ARGV[6]) then return answer('STALE') end
redis.call('PERSIST', new .. ':loads')
redis.call('PERSIST', new .. ':waiting')
redis.call('HSET', pointer, 'generation', ARGV[4], 'token', ARGV[1], 'seq', ARGV[2], 'writtenAt', ARGV[3])
if generation and generation ~= ARGV[4] then
  redis.call('UNLINK', pointer .. ':' .. generation .. ':loads', pointer .. ':' .. generation .. ':waiting')
end
return {'OK', ARGV[1], ARGV[2]}
`;

/** ARGV: loads or waiting. Answers seq, writtenAt, then fields and values; nil where nothing is loaded. */
export const READ = `
local held = redis.call('HMGET', KEYS[1], 'generation', 'seq', 'writtenAt')
if not held[1] or not held[2] then return nil end
local reply = redis.call('HGETALL', KEYS[1] .. ':' .. held[1] .. ':' .. ARGV[1])
table.insert(reply, 1, held[3])
table.insert(reply, 1, held[2])
return reply
`;
