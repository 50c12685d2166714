using Zhidian.Layout;
using Zhidian.Registry.Webhooks;

namespace Zhidian.Webhooks;

/// <summary>States and events in both languages.</summary>
public static class WebhookWords
{
    public static string Of(Language l, WebhookState state) =>
        state switch
        {
            WebhookState.Active => l["启用", "active"],
            WebhookState.Failing => l["送达失败", "failing"],
            WebhookState.Disabled => l["停用", "disabled"],
            _ => l["已删除", "deleted"],
        };

    public static string Of(Language l, DeliveryState state) =>
        state switch
        {
            DeliveryState.Pending => l["待发", "pending"],
            DeliveryState.Delivered => l["已送达", "delivered"],
            DeliveryState.Failed => l["已放弃", "given up"],
            _ => l["已取消", "cancelled"],
        };

    public static string Event(Language l, string name) =>
        name switch
        {
            WebhookEvents.VersionPublished => l["新版本发布", "a version was published"],
            WebhookEvents.Changes => l["版本的变化", "changes of a version"],
            _ => l["测试", "a test"],
        };
}
