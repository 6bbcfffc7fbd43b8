package afb4j.core.schema;

import java.util.List;

/// What a binder offers: the source of its documents.
///
/// @param binder the name of the binder
/// @param version of the offer, free text
/// @param rootApi the path below which APIs are called by HTTP, such as `/api`
/// @param apis in the order they are shown
public record ApiCatalog(String binder, String version, String rootApi, List<DescribedApi> apis) {

    /// Copies the list.
    public ApiCatalog {
        apis = List.copyOf(apis);
    }
}
