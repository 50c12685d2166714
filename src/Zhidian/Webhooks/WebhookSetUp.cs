using Microsoft.Extensions.DependencyInjection.Extensions;
using Zhidian.Registry.Storage;
using Zhidian.Registry.Webhooks;

namespace Zhidian.Webhooks;

/// <summary>What webhooks need, put together.</summary>
public static class WebhookSetUp
{
    /// <param name="registry">Where the outbox is; without one nothing is sent.</param>
    public static void AddWebhooks(this IServiceCollection services, RegistryDatabase? registry)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider =>
        {
            // A receiver on the developer's own machine is the usual case there, and nobody else's business.
            var options = new WebhookOptions { AllowLoopback = provider.GetRequiredService<IHostEnvironment>().IsDevelopment() };
            provider.GetRequiredService<IConfiguration>().GetSection("Webhooks").Bind(options);
            return options;
        });
        services.AddSingleton<AddressGuard>();
        services.AddSingleton<WebhookSecrets>();
        services.AddSingleton<WebhookSender>();
        services.AddSingleton(provider => new Subscriptions(
            provider.GetRequiredService<RegistryDatabase>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<WebhookOptions>().MaxSubscriptions
        ));
        services.AddSingleton(provider => new Outbox(
            provider.GetRequiredService<RegistryDatabase>(),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton<DeliveryLog>();
        services.AddSingleton<WebhookWorker>();
        services.AddSingleton<WebhookDesk>();
        if (registry is not null)
            services.AddHostedService(provider => provider.GetRequiredService<WebhookWorker>());
    }
}
