public protocol DynamicProperty {}

@propertyWrapper public struct State<Value>: DynamicProperty {
    final class Storage {
        let initial: Value
        var storage: StateStorage<Value>?

        init(_ initial: Value) {
            self.initial = initial
        }

        var value: Value {
            get { storage?.value ?? initial }
            set { storage?.value = newValue }
        }
    }
    private let storage: Storage

    public init(wrappedValue value: Value) {
        storage = Storage(value)
    }

    public init(initialValue value: Value) {
        storage = Storage(value)
    }

    public var wrappedValue: Value {
        get { storage.value }
        nonmutating set { storage.value = newValue }
    }

    public var projectedValue: Binding<Value> {
        Binding(unchecked: { [storage] in storage.value }, { [storage] in storage.value = $0 })
    }
}

extension State where Value: ExpressibleByNilLiteral {
    public init() {
        self.init(wrappedValue: nil)
    }
}

extension State: HostConnected {
    func connect(to host: ViewHost, _ context: ViewContext, key: Int) {
        storage.storage = host.storage(key) { storage.initial }
    }
}

@propertyWrapper @dynamicMemberLookup public struct Binding<Value>: DynamicProperty {
    private let get: () -> Value
    private let set: (Value) -> Void

    init(unchecked get: @escaping () -> Value, _ set: @escaping (Value) -> Void) {
        self.get = get
        self.set = set
    }

    public var wrappedValue: Value {
        get { get() }
        nonmutating set { set(newValue) }
    }

    public var projectedValue: Binding<Value> { self }

    public subscript<Subject>(dynamicMember keyPath: WritableKeyPath<Value, Subject>) -> Binding<Subject> {
        let (get, set) = (get, set)
        return Binding<Subject>(
            unchecked: { get()[keyPath: keyPath] },
            {
                var whole = get()
                whole[keyPath: keyPath] = $0
                set(whole)
            })
    }
}

@propertyWrapper public struct FocusState<Value: Hashable>: DynamicProperty {
    private let state: State<Value>

    public init() where Value == Bool {
        state = State(wrappedValue: false)
    }

    public init<T>() where Value == T?, T: Hashable {
        state = State(wrappedValue: nil)
    }

    public var wrappedValue: Value {
        get { state.wrappedValue }
        nonmutating set { state.wrappedValue = newValue }
    }

    public var projectedValue: FocusState<Value>.Binding { Binding(inner: state.projectedValue) }

    @propertyWrapper public struct Binding {
        let inner: SwiftUI.Binding<Value>

        public var wrappedValue: Value {
            get { inner.wrappedValue }
            nonmutating set { inner.wrappedValue = newValue }
        }

        public var projectedValue: FocusState<Value>.Binding { self }
    }
}

extension FocusState: HostConnected {
    func connect(to host: ViewHost, _ context: ViewContext, key: Int) {
        state.connect(to: host, context, key: key)
    }
}

@propertyWrapper public struct AccessibilityFocusState<Value: Hashable>: DynamicProperty {
    private let state: State<Value>

    public init() where Value == Bool {
        state = State(wrappedValue: false)
    }

    public init<T>() where Value == T?, T: Hashable {
        state = State(wrappedValue: nil)
    }

    public var wrappedValue: Value {
        get { state.wrappedValue }
        nonmutating set { state.wrappedValue = newValue }
    }

    public var projectedValue: AccessibilityFocusState<Value>.Binding { Binding(inner: state.projectedValue) }

    @propertyWrapper public struct Binding {
        let inner: SwiftUI.Binding<Value>

        public var wrappedValue: Value {
            get { inner.wrappedValue }
            nonmutating set { inner.wrappedValue = newValue }
        }

        public var projectedValue: AccessibilityFocusState<Value>.Binding { self }
    }
}

extension AccessibilityFocusState: HostConnected {
    func connect(to host: ViewHost, _ context: ViewContext, key: Int) {
        state.connect(to: host, context, key: key)
    }
}

@propertyWrapper public struct ScaledMetric<Value: BinaryFloatingPoint>: DynamicProperty {
    public let wrappedValue: Value

    public init(wrappedValue: Value) {
        self.wrappedValue = wrappedValue
    }
}
