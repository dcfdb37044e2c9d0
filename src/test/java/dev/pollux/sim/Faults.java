package dev.pollux.sim;

import java.util.EnumMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Which faults a seed has on and how often each strikes; none any more once they are over. */
final class Faults {
    private static final double[] DENSITIES = {0.05, 0.15, 0.3, 0.6};

    private final Map<Fault, Double> intensities = new EnumMap<>(Fault.class);
    private final RandomGenerator random;
    private boolean over;

    private Faults(RandomGenerator random) {
        this.random = random;
    }

    static Faults draw(RandomGenerator choice, RandomGenerator random) {
        Faults faults = new Faults(random);
        double density = DENSITIES[choice.nextInt(DENSITIES.length)];
        for (Fault fault : Fault.values()) {
            double luck = choice.nextDouble();
            double intensity = 0.1 + 0.9 * choice.nextDouble();
            if (luck < (fault == Fault.LONG_OUTAGE ? density / 30 : density)) {
                faults.intensities.put(fault, intensity);
            }
        }
        return faults;
    }

    boolean has(Fault fault) {
        return intensities.containsKey(fault);
    }

    /** Whether it happens this time; {@code most} is the chance at the highest intensity. */
    boolean strikes(Fault fault, double most) {
        Double intensity = intensities.get(fault);
        return intensity != null && !over && random.nextDouble() < most * intensity;
    }

    /** From now on all goes well. */
    void end() {
        over = true;
    }

    boolean areOver() {
        return over;
    }

    @Override
    public String toString() {
        return intensities.keySet().toString();
    }
}
