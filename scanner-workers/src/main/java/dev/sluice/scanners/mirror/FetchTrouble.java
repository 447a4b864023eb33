package dev.sluice.scanners.mirror;

import dev.sluice.scanners.githubapp.TokenRefusedException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.util.List;
import javax.net.ssl.SSLException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.TooLargeObjectInPackException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.internal.JGitText;
import org.jspecify.annotations.Nullable;

/**
 * Says in one line what a failed fetch means. Messages of JGit are not passed on: they may hold
 * what a server sent.
 */
final class FetchTrouble {

    private static final List<String> DISK_TROUBLES =
            List.of(
                    "No space left on device",
                    "Read-only file system",
                    "Disk quota exceeded",
                    "Input/output error");

    private FetchTrouble() {}

    static FetchOutcome of(Throwable trouble, String host, CloneTokens tokens) {
        for (Throwable e = trouble; e != null; e = e.getCause()) {
            FetchOutcome outcome = byType(e, host, tokens);
            if (outcome != null) {
                return outcome;
            }
        }
        return isUnreadable(trouble)
                ? new FetchOutcome.Malformed(host + " sent something that cannot be read")
                : unreachable(host + " does not answer as a git server does");
    }

    /** Reading what was sent ended in a fault of the reader. */
    private static boolean isUnreadable(Throwable trouble) {
        for (Throwable e = trouble; e != null; e = e.getCause()) {
            if (e instanceof RuntimeException) {
                return true;
            }
        }
        return false;
    }

    /** Whether a server was there and said no. */
    static boolean isAnswer(TransportException trouble) {
        for (Throwable e = trouble; e != null; e = e.getCause()) {
            if (!(e instanceof TransportException)) {
                return false;
            }
        }
        return true;
    }

    /** Whether there is no room on the disk, or it takes nothing more. */
    static boolean isDisk(Throwable trouble) {
        for (Throwable e = trouble; e != null; e = e.getCause()) {
            if (diskTrouble(e) != null) {
                return true;
            }
        }
        return false;
    }

    /** Java has no type for it, only the words of the operating system. */
    private static @Nullable String diskTrouble(Throwable e) {
        String message = e instanceof IOException ? String.valueOf(e.getMessage()) : "";
        return DISK_TROUBLES.stream().filter(message::contains).findFirst().orElse(null);
    }

    private static @Nullable FetchOutcome byType(
            Throwable trouble, String host, CloneTokens tokens) {
        String disk = diskTrouble(trouble);
        if (disk != null) {
            return unreachable("the mirror in the cache directory cannot be written: " + disk);
        }
        return switch (trouble) {
            case Allowance.ExceededException e ->
                    new FetchOutcome.TooLarge(String.valueOf(e.getMessage()));
            case TooLargeObjectInPackException _ ->
                    new FetchOutcome.TooLarge(
                            "the repository has a file that is packed as a difference and too large"
                                    + " for the memory there is (limit delta-bytes)");
            case OutOfMemoryError _ ->
                    new FetchOutcome.TooLarge(
                            "the repository needs more memory than there is (limit memory)");
            case GuardedConnections.RefusedException e ->
                    new FetchOutcome.Unreachable(String.valueOf(e.getMessage()), true);
            case TokenRefusedException e ->
                    new FetchOutcome.Unreachable(String.valueOf(e.getMessage()), e.isHopeless());
            case NoRemoteRepositoryException _ ->
                    unreachable(
                            host
                                    + " has no such repository, or "
                                    + tokens.source()
                                    + " may not read it");
            case TransportException e when isRefusal(e) ->
                    unreachable(
                            host
                                    + " refuses access; "
                                    + tokens.source()
                                    + " must be able to read the repository's contents");
            case UnknownHostException _ -> unreachable(host + " cannot be resolved");
            case SocketTimeoutException _ -> unreachable(host + " does not answer in time");
            case ConnectException _ -> unreachable(host + " refuses connections");
            case SSLException _ -> unreachable(host + " has no certificate that is trusted");
            case EOFException _, SocketException _ ->
                    unreachable("the connection to " + host + " broke off");
            case CorruptObjectException _, MissingObjectException _ ->
                    new FetchOutcome.Malformed(host + " sent objects that are broken");
            case FileSystemException _ ->
                    unreachable("the mirror in the cache directory cannot be written");
            default -> null;
        };
    }

    private static boolean isRefusal(TransportException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains(JGitText.get().notAuthorized)
                || message.contains(JGitText.get().authenticationNotSupported);
    }

    private static FetchOutcome unreachable(String message) {
        return new FetchOutcome.Unreachable(message, false);
    }
}
