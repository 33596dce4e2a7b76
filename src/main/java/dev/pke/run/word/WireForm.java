package dev.pke.run.word;

import static java.lang.invoke.MethodType.methodType;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.Deserializers;
import tools.jackson.databind.deser.SettableBeanProperty;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.ValueInstantiators;
import tools.jackson.databind.deser.bean.PropertyValueBuffer;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.deser.std.StdValueInstantiator;
import tools.jackson.databind.introspect.AnnotatedConstructor;
import tools.jackson.databind.module.SimpleModule;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;

/**
 * How the wire form's figures, words and records are read. Jackson 3 asks a constructor or an
 * enum's factory through {@code MethodHandle.invokeWithArguments}, which looks its own adapter up
 * at every call: half the time of reading an event. Here a record's constructor is adapted once,
 * and a word is looked up without one. A text that a record leaves out where it is empty, which
 * {@link JsonInclude} says of it, is empty where it is not there.
 */
public final class WireForm extends SimpleModule {
    /** For any mapper. */
    public WireForm() {
        super("wire form");
        addDeserializer(double.class, new Figure(double.class));
        addDeserializer(Double.class, new Figure(Double.class));
    }

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.addDeserializers(new Words());
        context.addValueInstantiators(new Records());
    }

    /** Finds the reader of an enum that is a word. */
    private static final class Words extends Deserializers.Base {
        @Override
        public @Nullable ValueDeserializer<?> findEnumDeserializer(
                JavaType type, DeserializationConfig config, BeanDescription.Supplier form) {
            return WireWord.class.isAssignableFrom(type.getRawClass())
                    ? new Word(type.getRawClass())
                    : null;
        }

        @Override
        public boolean hasDeserializerFor(DeserializationConfig config, Class<?> type) {
            return WireWord.class.isAssignableFrom(type);
        }
    }

    /** Reads a word of one enum. */
    private static final class Word extends StdDeserializer<Object> {
        private Word(Class<?> words) {
            super(words);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                return context.handleUnexpectedToken(getValueType(), parser);
            }
            String wire = parser.getString();
            try {
                return WireWord.among(handledType(), wire);
            } catch (IllegalArgumentException unknown) {
                throw context.weirdStringException(wire, handledType(), unknown.getMessage());
            }
        }
    }

    /** Gives every record a constructor that is adapted once. */
    private static final class Records extends ValueInstantiators.Base {
        @Override
        public ValueInstantiator modifyValueInstantiator(
                DeserializationConfig config,
                BeanDescription.Supplier form,
                ValueInstantiator usual) {
            return form.getBeanClass().isRecord()
                            && usual instanceof StdValueInstantiator standard
                            && usual.getWithArgsCreator() instanceof AnnotatedConstructor creator
                    ? new Constructed(standard, creator.getAnnotated())
                    : usual;
        }
    }

    /** Makes records of one type from their parts. */
    private static final class Constructed extends StdValueInstantiator {
        private final transient MethodHandle adapted;

        private Constructed(StdValueInstantiator usual, Constructor<?> constructor) {
            super(usual);
            int parts = constructor.getParameterCount();
            try {
                adapted =
                        MethodHandles.lookup()
                                .unreflectConstructor(constructor)
                                .asSpreader(Object[].class, parts)
                                .asType(methodType(Object.class, Object[].class));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("Jackson made it accessible: " + constructor, e);
            }
        }

        @Override
        public Object createFromObjectWith(
                DeserializationContext context,
                SettableBeanProperty[] parts,
                PropertyValueBuffer read) {
            for (SettableBeanProperty part : parts) {
                if (!read.hasParameter(part) && part.getAnnotation(JsonInclude.class) != null) {
                    read.assignParameter(part, "");
                }
            }
            return super.createFromObjectWith(context, parts, read);
        }

        @Override
        public Object createFromObjectWith(DeserializationContext context, Object[] parts) {
            try {
                return (Object) adapted.invokeExact(parts);
            } catch (Error e) {
                throw e;
            } catch (Throwable e) {
                return context.handleInstantiationProblem(
                        getValueClass(), parts, rewrapCtorProblem(context, e));
            }
        }
    }
}
