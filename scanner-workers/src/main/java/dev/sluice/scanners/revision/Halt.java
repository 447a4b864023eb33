package dev.sluice.scanners.revision;

import java.time.Duration;

/** Why a scan is broken off before its end. */
public sealed interface Halt {

    /** Something newer has taken its place, so nobody waits for its result; told as skipped. */
    record Superseded(String message) implements Halt {}

    /** All of it together took longer than it may; told as failed. */
    record TimedOut(Duration limit) implements Halt {}

    /** Workers died while they did it, so often that it must be the reason; told as failed. */
    record GivenUp(int deaths) implements Halt {}

    /** This worker stops and another one starts it anew; nothing is told. */
    record HandedBack() implements Halt {}
}
