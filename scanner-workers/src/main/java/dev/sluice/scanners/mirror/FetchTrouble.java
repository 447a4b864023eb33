package dev.sluice.scanners.mirror;

import dev.sluice.scanners.githubapp.TokenRefusedException;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import javax.net.ssl.SSLException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.internal.JGitText;
import org.jspecify.annotations.Nullable;

/**
 * Says in one line what a failed fetch means. Messages of JGit are not passed on: they may hold
 * what a server sent.
 */
final class FetchTrouble {

    private FetchTrouble() {}

    static FetchOutcome of(Throwable trouble, String host, CloneTokens tokens) {
        for (Throwable e = trouble; e != null; e = e.getCause()) {
            FetchOutcome outcome = byType(e, host, tokens);
            if (outcome != null) {
                return outcome;
            }
        }
        return trouble instanceof RuntimeException
                ? new FetchOutcome.Malformed(host + " sent something that cannot be read")
                : unreachable(host + " does not answer as a git server does");
    }

    private static @Nullable FetchOutcome byType(
            Throwable trouble, String host, CloneTokens tokens) {
        return switch (trouble) {
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
