package dev.pollux.kubernetes;

/** What Kubernetes says of this pod's future. Each reason is for people, and fits behind "because". */
public sealed interface Verdict {

    /** Its StatefulSet wants a pod of this name: after this one there will be another. */
    record Wanted(String why) implements Verdict {}

    /** Nobody wants a pod of this name any longer. */
    record Unwanted(String why) implements Verdict {}

    /** The API server did not say, or could not be asked. */
    record Unknown(String why) implements Verdict {}

    /** This process does not run in a cluster. */
    record Outside() implements Verdict {}
}
