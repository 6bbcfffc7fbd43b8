package afb4j.examples.hello;

import static org.assertj.core.api.Assertions.assertThat;

import afb4j.api.Credentials;
import afb4j.api.Json;
import afb4j.api.Reply;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Who calls and what is allowed: hello.md 4.1, 4.4, 6 and 7.
final class CallerVerbsTest {

    @ParameterizedTest
    @CsvSource({"V4, my-info", "V3, my-info", "S2020, info"})
    void tellsCallersWhoTheyAre(Flavour flavour, String verb) { // v1-binding-v4*
        FakeBinder binder = new FakeBinder(flavour);
        binder.client.credentials = Optional.of(new Credentials(99, 99, 0, Credentials.NO_LABEL));

        Reply known = binder.call(verb, "null");
        Reply unknown = binder.call(binder.client("other"), verb, "null");

        assertThat(first(known).compact())
                .isEqualTo("{\"uid\":99,\"gid\":99,\"pid\":0,\"user\":\"99\",\"label\":\"NoLabel\",\"id\":\"NoLabel\","
                        + "\"uuid\":\"session\",\"LOA\":0}");
        assertThat(first(unknown).compact()).isEqualTo("{\"uuid\":\"other\",\"LOA\":0}");
    }

    private static Json first(Reply reply) {
        return reply.values().getFirst().toJson();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3e8:3e8:1f4-System:App      | 1000 | App     | application is App",
                "1:2:3-                      | 1    | ''      | 'application is '",
                "a:b:c-User::App::my-app     | 10   | my-app  | application is my-app",
                "0:0:3a8c-NoLabel            | 0    | NoLabel | application is NoLabel",
                "ffffffff:0:0-x              | -1   | x       | application is x",
                "someone                     | -1   |         | application is ?",
            })
    void tellsUserAndApplication(String credentials, int uid, String id, String info) { // W-60, v1-probe-creds*
        for (Flavour flavour : new Flavour[] {Flavour.V3, Flavour.S2020}) {
            FakeBinder binder = new FakeBinder(flavour);
            binder.client.credentials = Credentials.parse(credentials);

            assertThat(binder.call("uid", "null")).isEqualTo(flavour.replies().success(Json.of(uid), "uid is " + uid));
            assertThat(binder.call("appid", "null"))
                    .isEqualTo(flavour.replies().success(id == null ? null : Json.of(id), info));
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsWhetherAPermissionIsGranted(Flavour flavour) { // v1-binding-v4*
        FakeBinder binder = new FakeBinder(flavour);

        Reply granted = binder.call("hasperm", "{\"perm\":\"p\"}");
        binder.client.isPermitted = false;
        Reply refused = binder.call("hasperm", "{\"perm\":\"p\"}");

        assertThat(granted).isEqualTo(flavour.replies().success(null, "permission p granted"));
        assertThat(refused).isEqualTo(flavour.replies().failure("not-granted", "permission p NOT granted"));
    }

    @ParameterizedTest
    @CsvSource({
        "V4,    bad-perm,",
        "V3,    bad-perm,",
        "S2020, not-granted, permission (null) NOT granted",
        "S2017, not-granted, permission (null) NOT granted",
    })
    void haspermWantsThePermission(Flavour flavour, String error, String info) { // hello.md 7
        assertThat(new FakeBinder(flavour).call("hasperm", "1"))
                .isEqualTo(flavour.replies().failure(error, info));
    }
}
