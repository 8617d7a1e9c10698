namespace Quiesce.Samples.Tour;

/// <summary>What the host is asked: which plugin, and its input.</summary>
sealed record Request(string Plugin, string Body);

/// <summary>What a plugin answers, in the terms of HTTP.</summary>
sealed record Response(int Status, string Text)
{
    public bool IsSuccess => Status is >= 200 and < 300;
}

/// <summary>A plugin could not serve a request; the host goes on.</summary>
sealed class PluginException(string message) : Exception(message);

/// <summary>Code that the host can load and unload, with the module that counts who is inside.</summary>
sealed class Plugin : IModule
{
    private readonly Func<Request, Response> handler;

    /// <summary>Loads the plugin under its name.</summary>
    public Plugin(ModuleTable table, string name, Func<Request, Response> handler)
    {
        this.handler = handler;
        Module = table.Load(name, this);
    }

    public Module Module { get; }

    public void Init(Module self)
    {
    }

    public void Exit()
    {
    }

    /// <summary>Serves a request. The caller must hold a reference on <see cref="Module"/>.</summary>
    /// <exception cref="PluginException">The plugin cannot serve it.</exception>
    public Response Handle(Request request) => handler(request);
}
