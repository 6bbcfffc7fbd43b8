package afb4j.core.session;

import com.google.errorprone.annotations.Immutable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Members in order of addition, each as often as it was added. A change makes another roster, so that who
/// goes through one is not disturbed.
@Immutable
@SuppressWarnings("Immutable") // the array is never changed; members are as they are
final class Roster<T> {

    private final List<T> members;
    private final int[] counts;

    private Roster(List<T> members, int[] counts) {
        this.members = List.copyOf(members);
        this.counts = counts;
    }

    static <T> Roster<T> empty() {
        return new Roster<>(List.of(), new int[0]);
    }

    /// Each member once.
    List<T> members() {
        return members;
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    boolean contains(T member) {
        return members.contains(member);
    }

    /// A roster that has `member` once more.
    Roster<T> with(T member) {
        int index = members.indexOf(member);
        if (index >= 0) {
            return counted(index, 1);
        }
        List<T> longer = new ArrayList<>(members);
        longer.add(member);
        int[] longerCounts = Arrays.copyOf(counts, counts.length + 1);
        longerCounts[counts.length] = 1;
        return new Roster<>(longer, longerCounts);
    }

    /// A roster that has `member` once less; itself if it has it not.
    Roster<T> without(T member) {
        int index = members.indexOf(member);
        if (index < 0) {
            return this;
        }
        if (counts[index] > 1) {
            return counted(index, -1);
        }
        List<T> shorter = new ArrayList<>(members);
        shorter.remove(index);
        int[] shorterCounts = Arrays.copyOf(counts, counts.length - 1);
        System.arraycopy(counts, index + 1, shorterCounts, index, shorterCounts.length - index);
        return new Roster<>(shorter, shorterCounts);
    }

    private Roster<T> counted(int index, int change) {
        int[] changed = counts.clone();
        changed[index] += change;
        return new Roster<>(members, changed);
    }
}
