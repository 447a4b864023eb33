package dev.sluice.standalone.topics;

/**
 * Something about a topic that would lose, delay or refuse events.
 *
 * @param fix what to do, often a command
 */
public record TopicProblem(String topic, String what, String fix) {

    @Override
    public String toString() {
        return topic + ": " + what + "; " + fix;
    }
}
