package dev.sluice.events;

/**
 * A person or bot on a forge: its stable id and its login, which is the only personal data that
 * events carry.
 */
public record Account(long id, String login) {
    public Account {
        Require.text("login", login);
    }
}
