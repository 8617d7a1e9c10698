namespace Quiesce.Samples.Tour;

/// <summary>Sends a request to its plugin. The mistake: a check that was added later returns early.</summary>
sealed class Dispatcher(int maximumBody)
{
    public Response Dispatch(Plugin plugin, Request request)
    {
        if (!plugin.Module.TryGet()) // QSC101: 'plugin.Module' is not released when 'request.Body.Length > maximumBody' is true: leaves at line 12
            return new Response(410, "The plugin is going away.");

        if (request.Body.Length > maximumBody)
            return new Response(413, "The request is too large.");

        Response response = plugin.Handle(request);
        plugin.Module.Put();
        return response;
    }
}
