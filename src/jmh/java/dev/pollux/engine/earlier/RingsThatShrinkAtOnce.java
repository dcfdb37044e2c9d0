package dev.pollux.engine.earlier;

/** The first version: it gave its memory back whenever nothing was offered, to ask for it again at the next poll. */
public final class RingsThatShrinkAtOnce extends OffsetTrackerOfRings {
    @Override
    protected void emptied() {
        shrink();
    }
}
