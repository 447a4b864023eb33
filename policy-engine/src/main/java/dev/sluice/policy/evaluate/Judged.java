package dev.sluice.policy.evaluate;

import dev.sluice.events.RuleNode;
import java.util.List;

/**
 * One rule, judged.
 *
 * @param shortfalls what the rule rests on and is not there
 * @param forGood whether scans that are still running cannot change the outcome
 */
record Judged(RuleNode node, List<Shortfall> shortfalls, boolean forGood) {}
