package dev.sluice.scanners.secrets;

import java.util.Optional;

/** What anybody can verify about a value without asking its issuer. */
enum Checksum {
    /** GitHub and npm. */
    CRC32_BASE62("crc32-base62", true),

    /** Grafana's service accounts. */
    CRC32_HEX("crc32-hex", true),

    /** GitLab's routable tokens. Those without a full stop hold nothing that can be verified. */
    GITLAB_ROUTABLE("gitlab-routable", false),

    /** The account number in AWS access key ids. */
    AWS_ACCOUNT("aws-account", false),

    /** A whole value in Bech32, such as an age key. */
    BECH32("bech32", true),

    /** A macaroon after the first hyphen, such as PyPI's. */
    MACAROON("macaroon", false),

    /** A JSON object in base64 after the first underscore. */
    JSON_BODY("json-body", false),

    /** Discord: the first part is the number of the bot in base64. */
    DISCORD_ID("discord-id", false),

    /** A signed JWT that is good for long, and that nothing says is over. */
    JWT_LASTING("jwt-lasting", false),

    /** A signed JWT that is good for a day at most. */
    JWT_BRIEF("jwt-brief", false),

    /** The JWT with which Supabase lets a server do everything. */
    JWT_SERVICE_ROLE("jwt-service-role", false),

    /** Nothing that a person would type or a program would name. */
    RANDOM("random", false);

    private final String key;
    private final boolean proves;

    Checksum(String key, boolean proves) {
        this.key = key;
        this.proves = proves;
    }

    /** Whether the value can have come from the issuer. */
    boolean accepts(String value) {
        return switch (this) {
            case CRC32_BASE62 -> Crc32Sum.endsInBase62(value);
            case CRC32_HEX -> Crc32Sum.endsInHexOfAll(value);
            case GITLAB_ROUTABLE -> Crc32Sum.endsInBase36IfRoutable(value);
            case AWS_ACCOUNT -> AwsAccount.accepts(value);
            case BECH32 -> Bech32.accepts(value);
            case MACAROON -> Macaroon.follows(value);
            case JSON_BODY -> JsonBody.follows(value);
            case DISCORD_ID -> JsonBody.startsWithNumber(value);
            case JWT_LASTING -> Jwt.lasts(value);
            case JWT_BRIEF -> Jwt.isBrief(value);
            case JWT_SERVICE_ROLE -> Jwt.isServiceRole(value);
            case RANDOM -> Values.looksRandom(value);
        };
    }

    /** Whether no made-up value is accepted, but for one in billions. */
    boolean proves() {
        return proves;
    }

    /** The name in rules. */
    String key() {
        return key;
    }

    static Optional<Checksum> of(String key) {
        for (Checksum checksum : values()) {
            if (checksum.key.equals(key)) {
                return Optional.of(checksum);
            }
        }
        return Optional.empty();
    }
}
