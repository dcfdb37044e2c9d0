package dev.pollux.config;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The configuration has mistakes: all of them, sorted by key. */
public final class InvalidConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    InvalidConfigException(Collection<Problem> problems) {
        super(problems.stream().sorted().distinct().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = problems.stream().sorted().distinct().toList();
    }

    /** At least one; sorted by key, then by text. */
    public List<Problem> problems() {
        return problems;
    }
}
