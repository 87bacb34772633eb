// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.redis;

import io.sonde.agent.protocol.Piece;
import io.sonde.agent.protocol.Words;
import java.util.HashSet;
import java.util.Set;

/** The commands that are told by name; what is not among them may be anything, also a key, and is told as {@link #OTHER}. */
final class Commands {
    static final String OTHER = "OTHER";

    /** Longer words are no commands. */
    static final int LONGEST = 32;

    private static final int MET = 500;

    private static final Set<String> KNOWN = words("""
            ACL APPEND ASKING AUTH BGREWRITEAOF BGSAVE BITCOUNT BITFIELD BITFIELD_RO BITOP BITPOS BLMOVE BLMPOP BLPOP BRPOP
            BRPOPLPUSH BZMPOP BZPOPMAX BZPOPMIN CLIENT CLUSTER COMMAND CONFIG COPY DBSIZE DEBUG DECR DECRBY DEL DISCARD DUMP
            ECHO EVAL EVALSHA EVALSHA_RO EVAL_RO EXEC EXISTS EXPIRE EXPIREAT EXPIRETIME FAILOVER FCALL FCALL_RO FLUSHALL FLUSHDB
            FUNCTION GEOADD GEODIST GEOHASH GEOPOS GEORADIUS GEORADIUSBYMEMBER GEORADIUSBYMEMBER_RO GEORADIUS_RO GEOSEARCH
            GEOSEARCHSTORE GET GETBIT GETDEL GETEX GETRANGE GETSET HDEL HELLO HEXISTS HEXPIRE HEXPIREAT HEXPIRETIME HGET HGETALL
            HGETDEL HGETEX HINCRBY HINCRBYFLOAT HKEYS HLEN HMGET HMSET HPERSIST HPEXPIRE HPEXPIREAT HPEXPIRETIME HPTTL HRANDFIELD
            HSCAN HSET HSETEX HSETNX HSTRLEN HTTL HVALS INCR INCRBY INCRBYFLOAT INFO KEYS LASTSAVE LATENCY LCS LINDEX LINSERT LLEN
            LMOVE LMPOP LOLWUT LPOP LPOS LPUSH LPUSHX LRANGE LREM LSET LTRIM MEMORY MGET MIGRATE MODULE MONITOR MOVE MSET MSETNX
            MULTI OBJECT PERSIST PEXPIRE PEXPIREAT PEXPIRETIME PFADD PFCOUNT PFDEBUG PFMERGE PFSELFTEST PING PSETEX PSUBSCRIBE
            PSYNC PTTL PUBLISH PUBSUB PUNSUBSCRIBE QUIT RANDOMKEY READONLY READWRITE RENAME RENAMENX REPLCONF REPLICAOF RESET
            RESTORE RESTORE-ASKING ROLE RPOP RPOPLPUSH RPUSH RPUSHX SADD SAVE SCAN SCARD SCRIPT SDIFF SDIFFSTORE SELECT SENTINEL
            SET SETBIT SETEX SETNX SETRANGE SHUTDOWN SINTER SINTERCARD SINTERSTORE SISMEMBER SLAVEOF SLOWLOG SMEMBERS SMISMEMBER
            SMOVE SORT SORT_RO SPOP SPUBLISH SRANDMEMBER SREM SSCAN SSUBSCRIBE STRLEN SUBSCRIBE SUBSTR SUNION SUNIONSTORE
            SUNSUBSCRIBE SWAPDB SYNC TIME TOUCH TTL TYPE UNLINK UNSUBSCRIBE UNWATCH WAIT WAITAOF WATCH XACK XADD XAUTOCLAIM XCLAIM
            XDEL XGROUP XINFO XLEN XPENDING XRANGE XREAD XREADGROUP XREVRANGE XSETID XTRIM ZADD ZCARD ZCOUNT ZDIFF ZDIFFSTORE
            ZINCRBY ZINTER ZINTERCARD ZINTERSTORE ZLEXCOUNT ZMPOP ZMSCORE ZPOPMAX ZPOPMIN ZRANDMEMBER ZRANGE ZRANGEBYLEX
            ZRANGEBYSCORE ZRANGESTORE ZRANK ZREM ZREMRANGEBYLEX ZREMRANGEBYRANK ZREMRANGEBYSCORE ZREVRANGE ZREVRANGEBYLEX
            ZREVRANGEBYSCORE ZREVRANK ZSCAN ZSCORE ZUNION ZUNIONSTORE
            """);

    /** Modules name their commands so; the part behind the dot is theirs. */
    private static final Set<String> MODULES = words("FT JSON TS BF CF CMS TOPK TDIGEST GRAPH AI TIMESERIES VSIM");

    private static final Set<String> BLOCKING =
            words("BLMOVE BLMPOP BLPOP BRPOP BRPOPLPUSH BZMPOP BZPOPMAX BZPOPMIN WAIT WAITAOF");

    private static final Set<String> SUBSCRIBING =
            words("SUBSCRIBE PSUBSCRIBE SSUBSCRIBE UNSUBSCRIBE PUNSUBSCRIBE SUNSUBSCRIBE");

    private static final Set<String> SECRET = words("AUTH HELLO");

    private final Words met = new Words(MET, LONGEST);

    private static Set<String> words(String words) {
        return new HashSet<>(Set.of(words.strip().split("\\s+")));
    }

    String name(Piece piece, int from, int to) {
        if (to - from > LONGEST || to <= from) {
            return OTHER;
        }
        String word = met.upper(piece, from, to);
        return KNOWN.contains(word) || isOfModule(word) ? word : OTHER;
    }

    private static boolean isOfModule(String word) {
        int dot = word.indexOf('.');
        return dot > 0 && isModule(word, dot) && isLetters(word, dot + 1);
    }

    private static boolean isModule(String word, int dot) {
        for (String module : MODULES) {
            if (module.length() == dot && word.startsWith(module)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLetters(String word, int from) {
        for (int i = from; i < word.length(); i++) {
            if (word.charAt(i) < 'A' || word.charAt(i) > 'Z') {
                return false;
            }
        }
        return true;
    }

    /** How long it takes says how long there was nothing to do. */
    static boolean blocks(String command) {
        return BLOCKING.contains(command);
    }

    static boolean subscribes(String command) {
        return SUBSCRIBING.contains(command);
    }

    /** Whether an argument may change how the answer is to be read. */
    static boolean hasOptions(String command) {
        return switch (command) {
            case "CLIENT", "XREAD", "XREADGROUP" -> true;
            default -> false;
        };
    }

    /** Nothing is told of what follows the command. */
    static boolean isSecret(String command) {
        return SECRET.contains(command);
    }

    Words words() {
        return met;
    }
}
